"""tgx beside other tools, on small Japanese office documents: ``make beside``."""
