// How a receiver verifies what it is sent, by the published libraries of Standard Webhooks.

export const VARIABLE = 'WEBHOOK_SECRET';

export const SAMPLES = {
  Python: `# pip install flask standardwebhooks
import os
from flask import Flask, request
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ["${VARIABLE}"])
app = Flask(__name__)

@app.post("/webhooks")
def received():
    try:
        event = webhook.verify(request.get_data(), dict(request.headers))
    except WebhookVerificationError:
        return "", 400
    print(event["type"], event["data"])
    return "", 204
`,
  JavaScript: `// npm install express standardwebhooks
import express from 'express';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.${VARIABLE});
const app = express();

app.post('/webhooks', express.raw({ type: 'application/json' }), (request, response) => {
  let event;
  try {
    event = webhook.verify(request.body.toString(), request.headers);
  } catch {
    return response.sendStatus(400);
  }
  console.log(event.type, event.data);
  response.sendStatus(204);
});
app.listen(3000);
`,
  Java: `// com.standardwebhooks:standardwebhooks:1.1.0
@Path("/webhooks")
public class Webhooks {
  private static final Webhook WEBHOOK = new Webhook(System.getenv("${VARIABLE}"));

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response received(String body, @Context HttpHeaders headers) {
    try {
      WEBHOOK.verify(body, headers.getRequestHeaders());
    } catch (WebhookVerificationException e) {
      return Response.status(400).build();
    }
    return Response.noContent().build();
  }
}
`,
  PHP: `<?php // composer require standard-webhooks/standard-webhooks
require 'vendor/autoload.php';

$webhook = new \\StandardWebhooks\\Webhook(getenv('${VARIABLE}'));
$headers = array_change_key_case(getallheaders());
try {
    $event = $webhook->verify(file_get_contents('php://input'), $headers);
} catch (\\Throwable $e) {
    http_response_code(400);
    exit;
}
error_log($event['type']);
http_response_code(204);
`,
};
