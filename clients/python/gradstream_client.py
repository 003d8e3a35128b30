"""A client of Gradstream's query service in one file, of the standard library alone (Python 3.8 and later).

    from gradstream_client import Client

    client = Client("http://localhost:8080")
    answer = client.answer("flight-delays", {"scheduled": "2001-02-02T08:00:00Z", "distance": 733})
    print(answer["outputs"], answer["missing"], answer["version"], answer["age_ms"])
"""

import gzip
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The service refuses: `status` of HTTP (412: no model as fresh as demanded; 503: ask again), and why."""

    def __init__(self, status, message, told=None):
        """`told`: all that the service says, a dict; of records to learn from, the state of each."""
        super().__init__(message)
        self.status = status
        self.message = message
        self.told = told or {}


class Client:
    """Asks a query service about events, and gives it events to learn from. May be shared by threads."""

    def __init__(self, service, token=None, timeout=60.0, cafile=None):
        """`service`: for instance http://localhost:8080; `token`: where it wants one; `timeout`: seconds;
        `cafile`: certificates to trust, in PEM, instead of the system's."""
        self._service = service.rstrip("/")
        self._token = token
        self._timeout = timeout
        self._context = ssl.create_default_context(cafile=cafile) if self._service.startswith("https:") else None

    def ready(self, learner):
        """Whether the service has a model of the learner."""
        try:
            return self._send("/v2/models/%s/ready" % _part(learner))["ready"]
        except Refused as refused:
            if refused.status in (404, 503):
                return False
            raise

    def server(self):
        """What the service is: protocols, models, paths."""
        return self._send("/v2")

    def metadata(self, learner):
        """What the learner's models take and give."""
        return self._send("/v2/models/" + _part(learner))

    def answer(self, learner, event, **demand):
        """What the learner's model says of one event, a dict as it stands on its topic.

        Of the model may be demanded: max_age_ms=, min_offset="TOPIC-PARTITION:OFFSET,...", and wait_ms=, for which
        such a model is waited for. The answer is a dict: outputs by name, missing, set_aside, version, age_ms,
        events_seen, parameters."""
        return self.answers(learner, [event], **demand)[0]

    def answers(self, learner, events, **demand):
        """The same of a list of up to 4,096 events, all by the same version of the model."""
        options = {name: value for name, value in demand.items() if value is not None}
        query = "?" + urllib.parse.urlencode(options) if options else ""
        body = self._send("/v2/models/%s/answer%s" % (_part(learner), query), list(events))
        parameters = body["parameters"]
        return [
            {
                "outputs": answer["outputs"],
                "missing": answer.get("missing", []),
                "set_aside": answer.get("set_aside", []),
                "version": body["model_version"],
                "age_ms": parameters["model_age_ms"],
                "events_seen": parameters["events_seen"],
                "parameters": parameters,
            }
            for answer in body["answers"]
        ]

    def learn(self, learner, events=(), labels=()):
        """Puts events and labels, dicts as they stand on their topics, on these topics to be learned from, up to 4,096
        together; returns when Kafka has them all.

        The answer is a dict: events and labels with topic, partition and offset of each, and min_offset, which answer()
        may demand. Where Kafka has not acknowledged all, Refused.told says of each whether it is stored."""
        return self._send("/v2/models/%s/learn" % _part(learner), {"events": list(events), "labels": list(labels)})

    def infer(self, learner, columns, datatypes, **parameters):
        """An inference of the Open Inference Protocol: lists of values, and datatypes such as FP64, by the input's
        name. The response is as the service gives it."""
        inputs = [
            {"name": name, "datatype": datatypes[name], "shape": [len(values)], "data": values}
            for name, values in columns.items()
        ]
        return self._send("/v2/models/%s/infer" % _part(learner), {"inputs": inputs, "parameters": parameters})

    def generate(self, learner, prompt, **parameters):
        """The text that goes on with a prompt, of a learner whose target is nextToken.

        Parameters: max_tokens=, temperature=, top_k=, seed=, key=, and what answer() may demand. The answer is a dict:
        text, version, parameters."""
        body = self._send("/v2/models/%s/generate" % _part(learner), _prompt(prompt, parameters))
        return {"text": body["text_output"], "version": body["model_version"], "parameters": body["parameters"]}

    def generate_stream(self, learner, prompt, **parameters):
        """The same while it is written: yields what is written, a character at a time. Refused may be raised in the midst
        of it. Close the iterator to leave before the end."""
        path = "/v2/models/%s/generate_stream" % _part(learner)
        with self._open(path, _prompt(prompt, parameters)) as response:
            for line in response:
                if not line.startswith(b"data:"):
                    continue  # a comment, or the name of an event
                told = json.loads(line[len(b"data:"):])
                if "error" in told:
                    raise Refused(told.get("status", 0), told["error"], told)
                if "parameters" in told:
                    return
                if "text_output" in told:
                    yield told["text_output"]
        raise EOFError("the connection ended before the text did")

    def sample(self, learner, count, seed=1, **parameters):
        """Events drawn by a learner whose target is generate. The response is as the service gives it, with one output
        of FP32."""
        parameters.update(count=count, seed=seed)
        return self._send("/v2/models/%s/sample" % _part(learner), {"parameters": parameters})

    def _send(self, path, body=None):
        with self._open(path, body) as response:
            return json.loads(_unpacked(response))

    def _open(self, path, body=None):
        headers = {"Accept-Encoding": "gzip"}
        if self._token is not None:
            headers["Authorization"] = "Bearer " + self._token
        data = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            data = json.dumps(body).encode("utf-8")
        question = urllib.request.Request(self._service + path, data=data, headers=headers)
        try:
            return urllib.request.urlopen(question, timeout=self._timeout, context=self._context)
        except urllib.error.HTTPError as refusal:
            text = _unpacked(refusal)
            told = None
            try:
                told = json.loads(text)
                message = told.get("error") or text.decode("utf-8")
            except (ValueError, AttributeError):
                message = text.decode("utf-8", "replace")
            raise Refused(refusal.code, message, told) from None


def _unpacked(response):
    body = response.read()
    return gzip.decompress(body) if response.headers.get("Content-Encoding") == "gzip" else body


def _prompt(text, parameters):
    return {"text_input": text, "parameters": {name: value for name, value in parameters.items() if value is not None}}


def _part(name):
    return urllib.parse.quote(name, safe="")
