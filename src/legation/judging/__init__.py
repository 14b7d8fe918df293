"""Questions, odds, pools, matrices and scores in plain Python; tables are passed in."""
