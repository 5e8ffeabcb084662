import PureTokenizers

/// What can go wrong between a model's name and its files, and what to do next.
///
///     do {
///       tokenizer = try await Tokenizer(pretrained: name)
///     } catch HubError.gated(let answer) {
///       print("ask for access at https://huggingface.co/\(answer.subject.model)")
///     }
///
/// `description` is one line that says what was asked for, what happened and what to do. No text
/// of an error ever has a token or the signature of an address in it.
public enum HubError: Error, Hashable, Sendable {
  /// The model's name cannot be one; nothing was asked of anybody.
  case invalidModel(String, problem: String)
  /// The revision cannot be one; nothing was asked of anybody.
  case invalidRevision(String, problem: String)
  /// The file's name cannot be one; nothing was asked of anybody.
  case invalidFileName(String, problem: String)
  /// A setting cannot be used.
  case invalidConfiguration(name: String, problem: String)
  /// The server wants a token, or does not know the one it got (401).
  case unauthorized(Answer)
  /// The model is gated, and the owner of the token has no access to it.
  case gated(Answer)
  /// Access is refused, or the repository is disabled (403).
  case forbidden(Answer)
  /// There is no such repository, or it is private.
  case repositoryNotFound(Answer)
  /// The repository has no such branch, tag or commit.
  case revisionNotFound(Answer)
  /// The repository has no such file at this revision.
  case fileNotFound(Answer)
  /// Too many requests; `retryAfter` is in seconds.
  case rateLimited(Answer, retryAfter: Int?)
  /// The server answered with another status that is no success.
  case http(Answer)
  /// The server answered as no Hub does: a captive portal, a proxy, a wrong endpoint.
  case unexpectedAnswer(Answer, problem: String)
  /// The server wanted to lead the request where it must not go.
  case unsafeRedirect(Answer, problem: String)
  /// The file is larger than the limit; sizes are in bytes.
  case tooLarge(Subject, size: Int?, limit: Int)
  /// Only the cache may be used, and it does not have the file; `cached` is what it has.
  case notCached(Subject, cached: [String])
  /// The server was too slow.
  case timedOut(Subject, problem: String)
  /// A file is not what it should be; `path` is where it lies, if it does.
  case corrupt(Subject, path: String?, problem: String)
  /// The connection failed.
  case transport(Subject, problem: String)
  /// The cache cannot be read or written.
  case cacheFailure(path: String, problem: String)
  /// The file came in whole, and is not a tokenizer that can be loaded.
  case invalidTokenizer(Subject, path: String, TokenizerError)
  /// The task was cancelled.
  case cancelled(Subject)
}

extension HubError {
  /// What was asked for.
  public struct Subject: Hashable, Sendable {
    /// The model, `google/gemma-3-1b-it`.
    public var model: String
    /// The branch, tag or commit.
    public var revision: String
    /// The file in the repository, or nil when it is about the repository.
    public var file: String?
  }

  /// What a server answered.
  public struct Answer: Hashable, Sendable {
    /// What was asked for.
    public var subject: Subject
    /// The status of the answer.
    public var status: Int
    /// What the server said about it, at most 1 KB.
    public var message: String?
    /// The id under which the server's owner can find the request.
    public var requestID: String?
    /// Whether a token went with the request.
    public var hadToken: Bool
  }

  /// Whether the same call may well succeed later.
  public var isRetryable: Bool {
    switch self {
    case .rateLimited, .timedOut, .transport: true
    case .http(let answer): answer.status == 408 || answer.status >= 500
    case .corrupt(_, let path, _): path == nil
    default: false
    }
  }

  /// What was asked for, where the error knows it.
  public var subject: Subject? {
    switch self {
    case .invalidModel, .invalidRevision, .invalidFileName, .invalidConfiguration, .cacheFailure:
      nil
    case .unauthorized(let answer), .gated(let answer), .forbidden(let answer),
      .repositoryNotFound(let answer), .revisionNotFound(let answer), .fileNotFound(let answer),
      .rateLimited(let answer, _), .http(let answer), .unexpectedAnswer(let answer, _),
      .unsafeRedirect(let answer, _):
      answer.subject
    case .tooLarge(let subject, _, _), .notCached(let subject, _), .timedOut(let subject, _),
      .corrupt(let subject, _, _), .transport(let subject, _),
      .invalidTokenizer(let subject, _, _), .cancelled(let subject):
      subject
    }
  }
}

extension HubError.Answer {
  /// An answer that is known without the server's words.
  init(_ subject: HubError.Subject, status: Int) {
    self.init(subject: subject, status: status, message: nil, requestID: nil, hadToken: false)
  }
}
