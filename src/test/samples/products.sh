curl --fail-with-body "https://api.example.com/v1/products?limit=10" \
  -H "X-API-Key: allo_live_8Kd2...zQ.Hk9...4w"
