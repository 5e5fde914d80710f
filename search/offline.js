/* The search in pages from the disk (file://), where browsers start no worker: see hook.py.

   It has what Material asks of a worker: messages to it and from it, each delivered when the page has time. */

if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor() {
      super()
      const inner = new EventTarget()
      const deliver = (target, data) => setTimeout(() => target.dispatchEvent(new MessageEvent("message", {data})))
      this.postMessage = data => deliver(inner, data)
      within(inner.addEventListener.bind(inner), data => deliver(this, data))
    }
  }
}

function within(addEventListener, postMessage) {
  "worker.js"
}
