"""提醒: by e-mail and text message, and as a calendar to subscribe to; what is late goes up to whoever signs."""
