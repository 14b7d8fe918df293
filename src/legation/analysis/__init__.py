"""Measures over the event table: tables in, tables out.

Statistics stand in plain modules (`intervals`, `diversity`, `resampling`, `breaks`, `online`,
`intensity`) and know nothing of events. Measures of events start from the one gated expression in
`gates` and run on any engine that Ibis speaks to.
"""
