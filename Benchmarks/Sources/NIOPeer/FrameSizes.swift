import PeerLoad

/// How many bytes a call of ours sends each way, headers and envelopes included.
struct FrameSizes {
    let request: Int
    let reply: Int

    init(of load: Load) {
        switch load {
        case .echo: self.init(request: 75, reply: 32)
        case .batch: self.init(request: 1_857, reply: 30_814)
        }
    }

    private init(request: Int, reply: Int) {
        self.request = request
        self.reply = reply
    }
}
