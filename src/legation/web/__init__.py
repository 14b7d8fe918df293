"""The desk: the ledger as pages in a browser, on this machine unless somebody says otherwise."""
