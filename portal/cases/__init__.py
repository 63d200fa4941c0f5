"""The parallel record of criminal cases: FIRs, non-cognizable reports and missing persons, with what the law makes due."""
