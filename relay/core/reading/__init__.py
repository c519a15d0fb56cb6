"""How a merchant's text is read: the parts behind report.py, urgency.py and followup.py."""
