"""Carriers: what the relay asks of one, and Twilio."""
