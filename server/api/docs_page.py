"""A page that shows the OpenAPI description without fetching anything from anywhere else."""

import base64
import hashlib

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_STYLE = """
:root{color-scheme:light dark;font:15px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}summary{cursor:pointer;padding:.4rem 0}details{border-top:1px solid #8884;padding:.2rem 0}
code,pre{font:13px/1.4 ui-monospace,monospace}pre{overflow:auto;background:#8881;padding:.8rem;border-radius:.5rem}
b{display:inline-block;min-width:3.5rem;color:#0a7a63;text-transform:uppercase}a{color:inherit}
"""
_SCRIPT = """
const el=(tag,text,...kids)=>{const node=document.createElement(tag);if(text)node.textContent=text;
  node.append(...kids);return node};
const json=value=>el("pre",JSON.stringify(value,null,2));
const fold=(title,...kids)=>{const node=el("details","",el("summary","",...title));node.append(...kids);return node};
fetch("openapi.json").then(answer=>answer.json()).then(doc=>{
  const main=document.querySelector("main");
  main.append(el("h1",doc.info.title+" · protocol "+doc.info.version),el("p",doc.info.description));
  main.append(el("h2","Paths"));
  for(const [path,methods] of Object.entries(doc.paths))for(const [method,op] of Object.entries(methods))
    main.append(fold([el("b",method),el("code",path)," "+op.summary],json(op)));
  main.append(el("h2","Types"));
  for(const [name,schema] of Object.entries(doc.components.schemas)){
    const node=fold([el("code",name)],json(schema));node.id=name;main.append(node)}
  main.append(el("h2","Error codes"),el("p",doc["x-error-codes"].join(" · ")));
});
"""
_PAGE = f"""<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Coastal Teller API</title><style>{_STYLE}</style><main></main><script>{_SCRIPT}</script></html>"""


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


_POLICY = f"default-src 'none'; connect-src 'self'; style-src {_hash(_STYLE)}; script-src {_hash(_SCRIPT)}"


async def get_docs(request: Request) -> Response:
    """``/docs``."""
    return HTMLResponse(_PAGE, headers={"content-security-policy": _POLICY, "referrer-policy": "no-referrer"})
