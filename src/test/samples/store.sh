curl --fail-with-body https://api.example.com/v1/store \
  -H "X-API-Key: allo_live_8Kd2...zQ.Hk9...4w"
