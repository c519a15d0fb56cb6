"""An emergency hotline by SMS: a merchant texts, an engineer is woken until a person answers."""
