"""Every write of the charter's life: a text prepared and proposed, associations invited, what they answer."""
