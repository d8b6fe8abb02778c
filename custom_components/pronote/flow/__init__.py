"""Steps of the config flow, and the options flow."""
