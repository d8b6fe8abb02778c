"""The last data of an account, stored so that a restart keeps them."""
