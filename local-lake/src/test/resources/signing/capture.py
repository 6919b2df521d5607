#!/usr/bin/env python3
"""Writes python.jsonl: requests of boto3, the AWS CLI and curl, as they are on the wire.

Needs boto3, and for their cases `aws` and `curl`. Run in this folder: python3 capture.py > python.jsonl
(java-sdk.jsonl is written by io.sluice.lake.signing.CaptureSdkRequests.)
"""
import base64
import datetime
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

# The example keys of AWS's documentation.
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
LONG_LIVED = ("AKIAIOSFODNN7EXAMPLE", SECRET, "")
SESSION = ("ASIAIOSFODNN7EXAMPLE", SECRET, "IQoJb3JpZ2luX2VjE+example/token==")
ODD_KEY = "in//a b+\u00fc/../%2F/.~!'()*;=@&$,:?#"
DATE = re.compile(rb"x-amz-date[:=] ?(\d{8}T\d{6}Z)", re.I)

received = []
listener = socket.create_server(("127.0.0.1", 0))
PORT = listener.getsockname()[1]
ENDPOINT = f"http://localhost:{PORT}"


def serve(connection):
    with connection:
        connection.settimeout(20)
        data = b""
        while b"\r\n\r\n" not in data:
            data += connection.recv(65536)
        head, _, body = data.partition(b"\r\n\r\n")
        if b"\r\nexpect: 100-continue" in head.lower():
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        length = re.search(rb"\r\ncontent-length: *(\d+)", head.lower())
        chunked = b"\r\ntransfer-encoding: chunked" in head.lower()
        wanted = int(length.group(1)) if length else 0
        while len(body) < wanted or (chunked and not body.endswith(b"0\r\n\r\n")):
            body += connection.recv(65536)
        received.append(head + b"\r\n\r\n" + body)
        connection.sendall(b'HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')


def accept():
    while True:
        connection, _ = listener.accept()
        try:
            serve(connection)
        except OSError:
            pass


def keep(name, call, keys=LONG_LIVED, service="s3"):
    received.clear()
    try:
        call()
    except (BotoCoreError, ClientError, ResponseParserError) as error:  # the empty answer does not please every operation
        print(f"{name}: {error}", file=sys.stderr)
    if not received:
        sys.exit(f"nothing was sent for {name}")
    request = received[0]
    date = datetime.datetime.strptime(DATE.search(request).group(1).decode(), "%Y%m%dT%H%M%SZ")
    case = {
        "name": name,
        "service": service,
        "accessKeyId": keys[0],
        "secretAccessKey": keys[1],
        "sessionToken": keys[2],
        "instant": date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "request": base64.b64encode(request).decode(),
    }
    print(json.dumps(case, separators=(",", ":")))


def client(service="s3", keys=LONG_LIVED, endpoint=ENDPOINT, style="path", **config):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=keys[0],
        aws_secret_access_key=keys[1],
        aws_session_token=keys[2] or None,
        config=Config(
            signature_version="s3v4" if service == "s3" else "v4",
            s3={"addressing_style": style},
            retries={"total_max_attempts": 1},
            **config,
        ),
    )


def boto_cases():
    s3 = client()
    put = dict(Bucket="sales", Key="k", Body=b"hello")
    keep("boto3 put", lambda: s3.put_object(**put))
    keep("boto3 put odd key", lambda: s3.put_object(**{**put, "Key": ODD_KEY}))
    keep("boto3 put with metadata", lambda: s3.put_object(**put, Metadata={"note": "a   b  c"}, ContentType="text/plain"))
    for algorithm in ("CRC32", "SHA1", "SHA256"):
        keep(f"boto3 put {algorithm}", lambda: s3.put_object(**put, ChecksumAlgorithm=algorithm))
    keep("boto3 get", lambda: s3.get_object(Bucket="sales", Key=ODD_KEY, Range="bytes=0-4"))
    keep("boto3 head", lambda: s3.head_object(Bucket="sales", Key="k"))
    keep("boto3 list", lambda: s3.list_objects_v2(Bucket="sales", Prefix="in/a b+\u00fc&=", Delimiter="/"))
    keep("boto3 delete several", lambda: s3.delete_objects(Bucket="sales", Delete={"Objects": [{"Key": "a"}]}))
    keep("boto3 copy", lambda: s3.copy_object(Bucket="other", Key="k", CopySource={"Bucket": "sales", "Key": "a b"}))
    keep("boto3 tag", lambda: s3.put_object_tagging(
        Bucket="sales", Key="k", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]}))
    # Names under localhost do not resolve: the server is its own proxy.
    virtual = client(style="virtual", endpoint="http://localhost", proxies={"http": ENDPOINT})
    keep("boto3 virtual host", lambda: virtual.list_objects_v2(Bucket="sales"))
    session = client(keys=SESSION)
    keep("boto3 session put", lambda: session.put_object(**put), keys=SESSION)
    keep("boto3 session get", lambda: session.get_object(Bucket="sales", Key="k"), keys=SESSION)
    proxied = client(endpoint="http://s3.us-east-1.amazonaws.com", style="virtual", proxies={"http": ENDPOINT})
    keep("boto3 proxied put", lambda: proxied.put_object(**{**put, "Key": "a//b"}))
    keep("boto3 proxied list", lambda: proxied.list_objects_v2(Bucket="sales", Prefix="a//"))
    sts = client("sts")
    keep("boto3 who am i", lambda: sts.get_caller_identity(), service="sts")
    keep(
        "boto3 assume role",
        lambda: sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/r", RoleSessionName="session"),
        service="sts",
    )
    control = client("s3control", endpoint="http://s3-control.us-east-1.amazonaws.com", proxies={"http": ENDPOINT})
    keep(
        "boto3 create access point",
        lambda: control.create_access_point(AccountId="111122223333", Name="ec2-consumer", Bucket="sales"),
    )


def send(method, url, body=b"", headers=()):
    parts = urllib.parse.urlsplit(url)
    lines = [f"{method} {parts.path}?{parts.query} HTTP/1.1", f"Host: {parts.netloc}", *headers]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    with socket.create_connection(("127.0.0.1", PORT)) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        connection.recv(65536)


def presigned_cases():
    for keys in (LONG_LIVED, SESSION):
        s3 = client(keys=keys)
        kind = "session " if keys[2] else ""
        url = s3.generate_presigned_url("get_object", {"Bucket": "sales", "Key": ODD_KEY}, ExpiresIn=300)
        keep(f"boto3 presigned {kind}get", lambda: send("GET", url), keys=keys)
        url = s3.generate_presigned_url("put_object", {"Bucket": "sales", "Key": "k"}, ExpiresIn=300)
        keep(f"boto3 presigned {kind}put", lambda: send("PUT", url, b"hello", ["Content-Type: text/csv"]), keys=keys)


def cli_cases():
    def run(*arguments):
        environment = {
            **os.environ,
            "AWS_ACCESS_KEY_ID": LONG_LIVED[0],
            "AWS_SECRET_ACCESS_KEY": LONG_LIVED[1],
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_MAX_ATTEMPTS": "1",
            "AWS_CONFIG_FILE": os.devnull,
        }
        command = ["aws", "--endpoint-url", ENDPOINT, *arguments]
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)

    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "f")
        with open(file, "w") as out:
            out.write("hello")
        keep("cli cp", lambda: run("s3", "cp", file, "s3://sales/a//b c"))
        keep("cli put", lambda: run("s3api", "put-object", "--bucket", "sales", "--key", "k", "--body", file))
    keep("cli ls", lambda: run("s3", "ls", "s3://sales/in/"))
    keep("cli get", lambda: run("s3api", "get-object", "--bucket", "sales", "--key", "k", os.devnull))
    keep("cli who am i", lambda: run("sts", "get-caller-identity"), service="sts")


def curl_cases():
    def run(*arguments, keys=LONG_LIVED):
        command = ["curl", "-s", "-o", os.devnull, "--aws-sigv4", "aws:amz:us-east-1:s3", "-u", f"{keys[0]}:{keys[1]}"]
        subprocess.run([*command, *arguments], timeout=60, check=True)

    empty = "x-amz-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    keep("curl get", lambda: run("-H", empty, ENDPOINT + "/sales/k"))
    keep("curl list", lambda: run("-H", empty, ENDPOINT + "/sales?delimiter=%2F&list-type=2&prefix=in%2F"))
    keep("curl put", lambda: run("-H", "x-amz-content-sha256: UNSIGNED-PAYLOAD", "-X", "PUT", "-d", "hello", ENDPOINT + "/sales/k"))


threading.Thread(target=accept, daemon=True).start()
boto_cases()
presigned_cases()
if shutil.which("aws"):
    cli_cases()
if shutil.which("curl"):
    curl_cases()
