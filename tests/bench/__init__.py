"""Measurements, run by hand: `python -m tests.bench.bench_pages`. They print ratios; no test depends on them."""
