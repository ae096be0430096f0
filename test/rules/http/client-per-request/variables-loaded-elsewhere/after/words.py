from fastapi import APIRouter
from openai import AsyncOpenAI
router = APIRouter()
openai_client = AsyncOpenAI()


@router.get("/words")
async def words():
    answer = await openai_client.chat.completions.create(model="small", messages=[])
    return answer.choices[0].message.content
