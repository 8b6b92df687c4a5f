-- Sends whole requests that were written beforehand, each once: wrk -s post.lua URL -- FILE reads FILE.0, FILE.1, one a thread.
-- A frame is eight digits of length, then the request. Who runs out stops, so nothing is sent twice.
local threads, requests, at = 0, {}, 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local file = assert(io.open(args[1] .. "." .. number, "rb"))
  while true do
    local size = file:read(8)
    if not size then break end
    requests[#requests + 1] = file:read(tonumber(size))
  end
  file:close()
end

function request()
  if at < #requests then at = at + 1 else wrk.thread:stop() end
  return requests[at]
end

function done(summary, latency, _)
  local e = summary.errors
  io.write(string.format('\n{"seconds":%.6f,"requests":%d,"p50_ms":%.3f,"p99_ms":%.3f,"not_ok":%d,"broken":%d}\n',
    summary.duration / 1e6, summary.requests, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    e.status, e.connect + e.read + e.write + e.timeout))
end
