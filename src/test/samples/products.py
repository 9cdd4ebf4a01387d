import requests

response = requests.get(
    "https://api.example.com/v1/products",
    headers={"X-API-Key": "allo_live_8Kd2...zQ.Hk9...4w"},
    params={"limit": 10},
)
print(response.json())
