"""The dialogs of the config flow, one room for each door to an account."""
