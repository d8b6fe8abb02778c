"""Everything that exists for hass-pronote."""
