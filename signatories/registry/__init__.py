"""Look-up of associations in the national register (RNA): see docs/house.md."""
