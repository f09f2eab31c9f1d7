"""The kinds of documents: the strategy, the yearly sheet, lists of indicators, each with the account of its rows."""
