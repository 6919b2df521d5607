"""The acceptance walk-through with boto3, unmodified, in both addressing styles. Prints one line a step; exit 1 where one is wrong.

Arguments: the lake's ready file. boto3 resolves no name under localhost, so virtual-host style goes through the lake as a proxy.
"""
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

ready = json.load(open(sys.argv[1]))
account, region, bucket = ready["account"], ready["region"], ready["bucket"]
access_point = f"arn:aws:s3:{region}:{account}:accesspoint/ec2-consumer"
failures = 0


def client(service, keys, style, proxied):
    config = {"s3": {"addressing_style": style}, "retries": {"max_attempts": 1}}
    if proxied:
        config["proxies"] = {"http": ready["endpoint"]}
    return boto3.client(
        service,
        region_name=region,
        use_ssl=False,
        endpoint_url=None if proxied else ready["endpoint"],
        aws_access_key_id=keys["accessKeyId"],
        aws_secret_access_key=keys["secretAccessKey"],
        aws_session_token=keys.get("sessionToken"),
        config=Config(**config),
    )


def step(name, expected, call):
    global failures
    try:
        call()
        code = "OK"
    except ClientError as error:
        code = error.response["Error"]["Code"]
    good = code == expected
    failures += not good
    print(("ok " if good else "FAILED ") + f"{name}: {code}")


for style, proxied in (("path", False), ("virtual", True)):
    admin = client("s3", ready["administrator"], style, proxied)
    sales = client("s3", ready["roles"]["webAppClientRole"], style, proxied)
    step(f"{style}: put", "OK", lambda: admin.put_object(Bucket=bucket, Key=f"{style}/a b+ü.txt", Body=b"hello"))
    step(f"{style}: get", "OK", lambda: admin.get_object(Bucket=bucket, Key=f"{style}/a b+ü.txt")["Body"].read())
    step(f"{style}: list", "OK", lambda: admin.list_objects_v2(Bucket=bucket, Prefix=f"{style}/"))
    step(f"{style}: bucket refused", "AccessDenied", lambda: sales.get_object(Bucket=bucket, Key=f"{style}/a b+ü.txt"))
    gate = access_point
    if not proxied:
        control = client("s3control", ready["administrator"], style, True)
        gate = control.get_access_point(AccountId=account, Name="ec2-consumer")["Alias"]
    step(f"{style}: own prefix", "OK", lambda: sales.put_object(Bucket=gate, Key="sales_event/kon.json", Body=b"{}"))
    step(f"{style}: root key", "AccessDenied", lambda: sales.put_object(Bucket=gate, Key="kon.json", Body=b"{}"))
    step(f"{style}: other prefix", "AccessDenied", lambda: sales.put_object(Bucket=gate, Key="inventory_event/kon.json", Body=b"{}"))

sts = client("sts", ready["roles"]["webAppClientRole"], "path", False)
step("who am I", "OK", lambda: sts.get_caller_identity())
sys.exit(1 if failures else 0)
