import socket
import urllib.request
from fastapi import FastAPI

site = FastAPI()


socket.setdefaulttimeout(10)


@site.get("/rates")
def rates():
    return urllib.request.urlopen("https://rates.example").read()
