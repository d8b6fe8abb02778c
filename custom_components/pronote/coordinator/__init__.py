"""The coordinators: one per page of PRONOTE."""
