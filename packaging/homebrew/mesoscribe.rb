# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# Builds Mesoscribe from the checkout this file lies in. Homebrew takes formulae from taps only:
#   brew tap-new --no-git local/mesoscribe
#   ln -s "$PWD/packaging/homebrew/mesoscribe.rb" "$(brew --repository local/mesoscribe)/Formula/"
#   brew install --HEAD local/mesoscribe/mesoscribe
class Mesoscribe < Formula
  desc "Subscribe to an Apache Mesos master and see what it offers"
  homepage "https://mesos.apache.org/documentation/latest/scheduler-http-api/"
  license "Apache-2.0"
  head "file://#{File.expand_path("../..", File.dirname(File.realpath(__FILE__)))}", using: :git

  depends_on "cmake" => :build
  depends_on "ninja" => :build
  depends_on "cpp-httplib"
  depends_on "qt"
  depends_on "qtkeychain"
  depends_on "simdjson"

  def install
    system "cmake", "-S", ".", "-B", "build", "-G", "Ninja", "-DBUILD_TESTING=OFF", *std_cmake_args
    system "cmake", "--build", "build"
    system "cmake", "--install", "build"
    return unless OS.mac?

    (bin/"mesoscribe").write <<~SH
      #!/bin/bash
      exec "#{prefix}/Mesoscribe.app/Contents/MacOS/Mesoscribe" "$@"
    SH
    chmod 0755, bin/"mesoscribe"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/mesoscribe --version") unless head?
    assert_match "mesoscribe", shell_output("#{bin}/mesoscribe --help").downcase
  end
end
