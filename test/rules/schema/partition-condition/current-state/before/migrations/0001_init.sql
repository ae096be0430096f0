CREATE TABLE holdings (wallet text, nft text, seen timestamptz NOT NULL, PRIMARY KEY (wallet, nft, seen)) PARTITION BY RANGE (seen);
