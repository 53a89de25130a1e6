# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# cpp-httplib comes with a CMake package from Homebrew, with a pkg-config file from Debian, and everywhere with one header.
find_package(httplib CONFIG QUIET)
if(NOT TARGET httplib::httplib)
    find_path(HTTPLIB_INCLUDE_DIR httplib.h REQUIRED)
    find_library(HTTPLIB_LIBRARY NAMES cpp-httplib httplib)
    add_library(httplib::httplib INTERFACE IMPORTED)
    target_include_directories(httplib::httplib SYSTEM INTERFACE "${HTTPLIB_INCLUDE_DIR}")
    if(HTTPLIB_LIBRARY)
        target_link_libraries(httplib::httplib INTERFACE "${HTTPLIB_LIBRARY}")
    endif()
    target_link_libraries(httplib::httplib INTERFACE Threads::Threads)
endif()
