"""What a row says was done: its results, the days and numbers beside them, the year they are of."""
