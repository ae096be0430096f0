import os

import redis

cache = redis.Redis.from_url(os.environ["REDIS_URL"], decode_responses=True)


class Wallets:
    @staticmethod
    def balance(wallet: int) -> int:
        return int(cache.get(f"balance:{wallet}") or 0)

    @staticmethod
    def withdraw(wallet: int, amount: int) -> bool:
        return Wallets.balance(wallet) >= amount
