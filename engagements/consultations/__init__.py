"""Calls for projects, and what associations say to each other before they answer them."""
