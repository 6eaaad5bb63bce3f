"""Who asks: bearer tokens, each verified once."""

import json
import os
from typing import Annotated

import jwt
from fastapi import Depends, Header, HTTPException

verified: dict[str, str] = {}


def keys():
    with open(os.environ["KEYS"], encoding="utf-8") as file:
        return {key["kid"]: jwt.PyJWK(key) for key in json.load(file)["keys"]}


async def user_id(authorization: Annotated[str, Header()]):
    user = verified.get(authorization)
    if user is None:
        token = authorization.removeprefix("Bearer ")
        try:
            key = keys()[jwt.get_unverified_header(token)["kid"]]
            claims = jwt.decode(token, key, algorithms=["EdDSA"], audience="lyceum", issuer="lyceum")
        except (jwt.InvalidTokenError, KeyError) as error:
            raise HTTPException(401) from error
        user = verified[authorization] = claims["sub"]
    return user


UserID = Annotated[str, Depends(user_id)]
