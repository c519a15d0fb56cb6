"""What labelled texts have taught, and how it is weighed."""
