"""What programs that we did not write make of the invitations we send, and what they answer."""
