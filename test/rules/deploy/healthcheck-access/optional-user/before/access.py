from fastapi import Header, HTTPException


def current_user(authorization: str = Header()):
    if not authorization:
        raise HTTPException(401)
    return authorization


def optional_current_user(authorization: str | None = Header(None)):
    return authorization
