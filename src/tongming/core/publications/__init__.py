"""Publications: drafts, series of immutable versions, dated statements about them, withdrawal and purge."""
