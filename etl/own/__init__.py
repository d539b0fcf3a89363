"""What a gemeente brings itself: figures of its own, and its own division into stadsdelen, dorpen or wijkteams."""
