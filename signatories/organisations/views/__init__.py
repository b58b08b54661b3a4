"""Pages of an association's space that change its record or its people, and what is public of them."""
