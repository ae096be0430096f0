import requests
from requests.adapters import HTTPAdapter
from fastapi import FastAPI

site = FastAPI()


class Limited(HTTPAdapter):
    def send(self, *args, **kwargs):
        kwargs["timeout"] = kwargs.get("timeout") or 5
        return super().send(*args, **kwargs)


session = requests.Session()
session.mount("https://", Limited())


@site.get("/rates")
def rates():
    return session.get("https://rates.example").json()
