"""Every write on sheets: preparing and closing them, writing points, inviting."""
