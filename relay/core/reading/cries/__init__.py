"""What is a cry for help, and what only sounds like one."""
