/** Sample code that transcribes a recording with an endpoint. @module */

export const sampleLanguages = ['curl', 'JavaScript', 'Python', 'Python (Speech SDK)', 'C#', 'spx'] as const
export type SampleLanguage = (typeof sampleLanguages)[number]

type Target = Readonly<{ origin: string; id: string; locale: string }>

export function codeSamples({ origin, id, locale }: Target): Readonly<Record<SampleLanguage, string>> {
  const socket = origin.replace(/^http/, 'ws')
  const rest = `${origin}/speech/recognition/conversation/cognitiveservices/v1?cid=${id}&language=${locale}&format=detailed`
  return {
    curl: `curl -sSf "${rest}" \\
  -H "Ocp-Apim-Subscription-Key: $VERNACULAR_KEY" \\
  -H "Content-Type: audio/wav" \\
  --data-binary @clip.wav
`,
    JavaScript: `// sample.mjs; npm install microsoft-cognitiveservices-speech-sdk
import { readFileSync } from 'node:fs'
import * as sdk from 'microsoft-cognitiveservices-speech-sdk'

const config = sdk.SpeechConfig.fromHost(new URL('${socket}'), process.env.VERNACULAR_KEY)
config.endpointId = '${id}'
config.speechRecognitionLanguage = '${locale}'
const audio = sdk.AudioConfig.fromWavFileInput(readFileSync('clip.wav'))
const recognizer = new sdk.SpeechRecognizer(config, audio)
recognizer.recognizeOnceAsync(
  (result) => {
    console.log(result.text || result.errorDetails)
    recognizer.close()
  },
  (error) => {
    console.error(error)
    recognizer.close()
  }
)
`,
    Python: `# Python 3.8 or later, standard library only
import json
import os
import urllib.request

with open("clip.wav", "rb") as clip:
    request = urllib.request.Request(
        "${rest}",
        data=clip.read(),
        headers={"Ocp-Apim-Subscription-Key": os.environ["VERNACULAR_KEY"], "Content-Type": "audio/wav"},
    )
with urllib.request.urlopen(request) as response:
    result = json.load(response)
print(result["NBest"][0]["Display"] if "NBest" in result else result["RecognitionStatus"])
`,
    'Python (Speech SDK)': `# pip install azure-cognitiveservices-speech
import os
import azure.cognitiveservices.speech as speechsdk

config = speechsdk.SpeechConfig(host="${socket}", subscription=os.environ["VERNACULAR_KEY"])
config.endpoint_id = "${id}"
config.speech_recognition_language = "${locale}"
audio = speechsdk.audio.AudioConfig(filename="clip.wav")
recognizer = speechsdk.SpeechRecognizer(speech_config=config, audio_config=audio)
print(recognizer.recognize_once().text)
`,
    'C#': `// dotnet add package Microsoft.CognitiveServices.Speech
using Microsoft.CognitiveServices.Speech;
using Microsoft.CognitiveServices.Speech.Audio;

var key = Environment.GetEnvironmentVariable("VERNACULAR_KEY");
var config = SpeechConfig.FromHost(new Uri("${socket}"), key);
config.EndpointId = "${id}";
config.SpeechRecognitionLanguage = "${locale}";
using var audio = AudioConfig.FromWavFileInput("clip.wav");
using var recognizer = new SpeechRecognizer(config, audio);
Console.WriteLine((await recognizer.RecognizeOnceAsync()).Text);
`,
    spx: `spx recognize --file clip.wav --host ${socket} --endpoint id ${id} --language ${locale} --key "$VERNACULAR_KEY"
`
  }
}
