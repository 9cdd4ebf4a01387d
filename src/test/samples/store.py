import requests

response = requests.get(
    "https://api.example.com/v1/store",
    headers={"X-API-Key": "allo_live_8Kd2...zQ.Hk9...4w"},
)
print(response.json())
