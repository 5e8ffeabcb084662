import Foundation

extension HubClient {
  /// Where a client gets files from, where it keeps them, and how patient it is.
  ///
  ///     var configuration = HubClient.Configuration(token: "hf_…", mode: .preferCache)
  ///     configuration.timeouts.total = .seconds(60)
  ///     let hub = HubClient(configuration)
  ///
  /// What is not given comes from the environment, under the names that Python's
  /// `huggingface_hub` uses, and else is as documented here.
  public struct Configuration: Sendable {
    /// Who asks; from `HF_TOKEN`, `HUGGING_FACE_HUB_TOKEN`, the file `HF_TOKEN_PATH`, or
    /// `$HF_HOME/token`.
    public var token: HubToken
    /// The Hub; from `HF_ENDPOINT`, else `https://huggingface.co`.
    public var endpoint: String
    /// The cache, shared with Python; from `HF_HUB_CACHE`, `HUGGINGFACE_HUB_CACHE`,
    /// `$HF_HOME/hub`, else `~/.cache/huggingface/hub`.
    public var cacheDirectory: String
    /// When the network is used; offline with `HF_HUB_OFFLINE` or `TRANSFORMERS_OFFLINE`.
    public var mode: Mode
    /// How long to wait.
    public var timeouts = Timeouts()
    /// How often to try again.
    public var retry = RetryPolicy()
    /// The largest file that is taken, in bytes: 500 MB.
    public var maximumFileSize = 500 << 20
    /// Whether the cache has symbolic links; not with `HF_HUB_DISABLE_SYMLINKS`, nor where the
    /// file system has none.
    public var usesSymbolicLinks: Bool
    /// Whether processes that want the same file wait for each other, by the locks that Python
    /// takes: yes. Without them a file may be downloaded twice, and is as right as with them; for
    /// file systems where locks do not work.
    public var usesLocks = true
    /// The name and version of the program, which the Hub sees before ours: `"myapp/1.0"`.
    public var userAgent: String?
    /// Told how far a download has come, at most ten times a second; the download waits for it.
    public var onProgress: (@Sendable (HubProgress) -> Void)?
    /// Told what happens, for a log; never has a token in it.
    public var onEvent: (@Sendable (HubEvent) -> Void)?

    let environment: HubEnvironment

    /// - Parameter environment: the variables to read, the process's own unless given.
    public init(
      token: HubToken = .fromEnvironment, endpoint: String? = nil, cacheDirectory: String? = nil,
      mode: Mode? = nil, environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
      let environment = HubEnvironment(environment)
      self.environment = environment
      self.token = token
      self.endpoint = endpoint ?? environment["HF_ENDPOINT"] ?? "https://huggingface.co"
      self.cacheDirectory =
        cacheDirectory.map(environment.expanded) ?? environment.cacheDirectory
      self.mode = mode ?? (environment.isOffline ? .offline : .revalidate)
      usesSymbolicLinks = !environment.isOn("HF_HUB_DISABLE_SYMLINKS")
      timeouts.metadata = environment.seconds("HF_HUB_ETAG_TIMEOUT") ?? timeouts.metadata
      timeouts.idle = environment.seconds("HF_HUB_DOWNLOAD_TIMEOUT") ?? timeouts.idle
    }
  }

  /// When the network is used.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Asks whether a branch has moved, and takes the cached file when nobody answers.
    case revalidate
    /// Takes what is cached without asking, and asks for the rest.
    case preferCache
    /// Opens no connection.
    case offline
  }

  /// How long to wait; what the environment sets is named.
  public struct Timeouts: Hashable, Sendable {
    /// For the answer to a question about a file: 10 s (`HF_HUB_ETAG_TIMEOUT`); three times that
    /// when nothing is cached that could stand in.
    public var metadata: Duration = .seconds(10)
    /// Without a single byte: 10 s (`HF_HUB_DOWNLOAD_TIMEOUT`).
    public var idle: Duration = .seconds(10)
    /// For a file from the first request to the last, tries and waits included: 10 minutes.
    public var total: Duration = .seconds(600)
    /// Bytes per second below which a server counts as hanging: 1,024.
    public var minimumSpeed = 1024
    /// The time over which the speed is taken: 30 s.
    public var minimumSpeedWindow: Duration = .seconds(30)
    /// For another process that downloads the same file: 30 s, then it is downloaded as well.
    public var lock: Duration = .seconds(30)

    /// The documented values.
    public init() {}
  }

  /// How often to try again after a failure that may pass, and how long to wait in between.
  public struct RetryPolicy: Hashable, Sendable {
    /// Tries in all: 5.
    public var attempts = 5
    /// The first wait; each one after is twice as long, and a random part of it is waited: 0.5 s.
    public var firstDelay: Duration = .milliseconds(500)
    /// The longest of these waits: 8 s.
    public var longestDelay: Duration = .seconds(8)
    /// The longest wait that a server may ask for; past it the call fails at once: 60 s.
    public var longestServerDelay: Duration = .seconds(60)

    /// The documented values.
    public init() {}
  }
}
