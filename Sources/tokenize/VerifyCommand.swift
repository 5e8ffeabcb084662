/// `tokenize verify`: replays golden files.
enum VerifyCommand: Command {
  static let help = Help.verify
  static func run(_ arguments: Arguments) throws -> Int32 { 1 }
}
