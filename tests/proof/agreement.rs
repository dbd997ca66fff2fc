//! The report and the lineage say the same as the errors.
