/** Texts of the page about web hooks. @module */

export const webHookTexts = {
  title: 'Web hooks',
  create: 'New web hook',
  empty: 'No web hooks yet',
  about:
    'A web hook notifies your server of events: a dataset is imported, a model is trained, a test is complete. The server first confirms the URL by answering a challenge. The web hook documentation has a sample receiver.',
  url: 'URL',
  urlHint:
    'The service sends POST requests to it, starting with the challenge. If the challenge fails, the web hook shows the reason.',
  secret: 'Secret',
  secretHint: 'Used to sign each request (HMAC-SHA256), so that your server can verify the sender.',
  events: 'Events',
  ping: 'Send a ping',
  test: 'Resend recent events',
  sent: 'Sent. If it fails, the reason appears above.',
  resources: {
    dataset: 'Dataset',
    model: 'Model',
    evaluation: 'Test',
    endpoint: 'Endpoint',
    transcription: 'Batch transcription'
  },
  eventKinds: {
    Creation: 'created',
    Processing: 'started',
    Completion: 'completed',
    Deletion: 'deleted'
  }
} as const
