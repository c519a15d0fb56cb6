"""A telephone network on this machine: Twilio's API and webhooks, and handsets in the browser."""
